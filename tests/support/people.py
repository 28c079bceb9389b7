"""People with roles, as fixtures: `officer`, `candidate`, `rival`, ... Each signs in with PASSWORD."""

PASSWORD = "correct horse battery staple"
