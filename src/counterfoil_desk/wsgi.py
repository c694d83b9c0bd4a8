"""What a web server calls: `granian --interface wsgi counterfoil_desk.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterfoil_desk.settings")
application = get_wsgi_application()

from counterfoil_desk.service import warming  # noqa: E402  models are there once Django is set up

warming.import_pages()
warming.warm_beside()
