"""What can be done about a finding in one step."""
