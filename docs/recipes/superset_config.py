# Superset for one person on this machine only: the secret is no secret.
import os

SECRET_KEY = "for a trial on this machine only"
SQLALCHEMY_DATABASE_URI = f"sqlite:///{os.environ['SUPERSET_HOME']}/superset.db"
PREVENT_UNSAFE_DB_CONNECTIONS = False  # Superset counts a database in a file among the unsafe ones
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
