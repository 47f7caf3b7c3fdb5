"""Who is named: recognise mentions, link them to actors."""
