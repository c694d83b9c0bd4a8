"""What a web server calls: `granian --interface wsgi counterfoil_desk.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterfoil_desk.settings")
application = get_wsgi_application()
