"""Open311 GeoReport v2 under /open311/v2: what is reported here, for the programs of others, and reports from them.

The conversation itself is elsewhere: this reads what is public, and puts what comes in into the inbox.
"""
