"""Everything for everyone of a version: the kit, what is published, and the letters and mails that go with them."""
