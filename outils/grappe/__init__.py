"""Several replicas of the application on this machine: nginx as it is delivered, one PostgreSQL, one data folder.

``make grappe`` starts them and stops them; the tests of ``tests/grappe`` start the same ones.
"""
