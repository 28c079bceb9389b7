"""The extensions, bare; `create_app` introduces them to the application."""

from flask_babel import Babel
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

from tracker.kernel.base import Base

db = SQLAlchemy(metadata=Base.metadata)
login = LoginManager()
csrf = CSRFProtect()
babel = Babel()
