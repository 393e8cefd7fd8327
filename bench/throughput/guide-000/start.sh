#!/bin/sh
# A copy of the Tomcat of the image, with the guide's server.xml and the application.
set -e
mkdir -p "$CATALINA_BASE/conf/Catalina/localhost" "$CATALINA_BASE/logs" "$CATALINA_BASE/temp" "$CATALINA_BASE/webapps" "$CATALINA_BASE/work"
cp "$CATALINA_HOME"/etc/* "$CATALINA_BASE/conf/"
cp /guide/server.xml "$CATALINA_BASE/conf/"
cp /guide/ROOT.xml "$CATALINA_BASE/conf/Catalina/localhost/"
cp -r /guide/application "$CATALINA_BASE/webapps/ROOT"
exec "$CATALINA_HOME/bin/catalina.sh" run
