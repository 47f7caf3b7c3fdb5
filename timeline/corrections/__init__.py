"""What an analyst corrects by hand: read from a file, applied on every rebuild, shown as such.

    {"version": 1, "corrections": [
      {"event": "5f0c…", "date": "2022-02-24", "was": {"date": "2022-02-17"}, "note": "minutes"},
      {"event": "5f0c…", "type": "AID", "status": "denied"},
      {"event": "77ab…", "hide": true},
      {"actors": ["Lawrow", "Sergei Lavrov"], "same": true},
      {"actors": ["Kim Yong Nam", "Kim Jong Un"], "same": false},
      {"add": {"title": "Talks in Geneva", "date": "2022-02-24", "type": "CONSULT",
               "actors": [{"name": "Russia", "role": "actor"}], "place": "Geneva"}}],
     "views": [{"name": "Sanctions", "view": "class=SANCTION&range=2022-03-01..2022-06-01"}]}

A correction whose event or actor is gone, or whose event says something else than it did then
(`was`), is reported as stale and left out: it was made for another state of the articles.
"""

from timeline.corrections.apply import Corrected, apply_changes
from timeline.corrections.read import Corrections, parse_edtf, read_corrections

__all__ = ["Corrected", "Corrections", "apply_changes", "parse_edtf", "read_corrections"]
