"""What is new for a reader between two versions: found, told in sentences, and whom it concerns."""

from exports.news.compare import Changed, What, news
from exports.news.sentences import headline, told

__all__ = ["Changed", "What", "headline", "news", "told"]
