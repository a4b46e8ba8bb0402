"""What is new for a reader between two versions: found, told in sentences, and whom it concerns."""

from exports.news.compare import Changed, What, news
from exports.news.sentences import by_day
from exports.news.telling import New, everything_new

__all__ = ["Changed", "New", "What", "by_day", "everything_new", "news"]
