"""GNOME's calendar, subscribed to a feed: prints the start and title of every occurrence in [FROM, TO), Unix seconds.

eds.py FROM TO, inside dbus-run-session, with a source "openchair" in its configuration."""
import sys, time
import gi
gi.require_version('EDataServer', '1.2')
gi.require_version('ECal', '2.0')
gi.require_version('ICalGLib', '3.0')
from gi.repository import ECal, EDataServer, ICalGLib

first, last = int(sys.argv[1]), int(sys.argv[2])
registry = EDataServer.SourceRegistry.new_sync(None)
source = next(s for s in registry.list_sources('Calendar') if s.get_uid() == 'openchair')
client = ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, 1, None)
client.refresh_sync(None)
for _ in range(150):  # it loads in the background
    if client.get_object_list_sync('#t', None)[1]:
        break
    time.sleep(0.2)
client.refresh_sync(None)  # asked again, it is told that nothing changed
time.sleep(1)
utc = ICalGLib.Timezone.get_utc_timezone()
seen = set()

def show(event, start, end, *rest):
    at = start.as_timet_with_zone(start.get_timezone() or utc)
    key = (at, event.get_uid())
    if first <= at < last and key not in seen:
        seen.add(key)
        print(time.strftime('%Y-%m-%d %H:%M', time.gmtime(at)), event.get_summary())
    return True

client.generate_instances_sync(first - 86400 * 2, last + 86400 * 2, None, show)
