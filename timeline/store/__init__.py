"""What earlier runs found out, kept in one DuckDB file: articles, readings, events.

An article is read once for each version of the rules (`timeline.rules`), and what comparing it with
others needs is found out once. The timeline itself is made anew on every run, so the result is the
one without a store, but for names: articles and events keep the ids they had. `Changes` says what
became different since the run before.
"""

from timeline.store.changes import Changes, change_record
from timeline.store.corpus import Store, opened

__all__ = ["Changes", "Store", "change_record", "opened"]
