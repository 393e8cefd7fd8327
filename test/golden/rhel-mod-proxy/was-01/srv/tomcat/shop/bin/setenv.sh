# Read by catalina.sh.
export CATALINA_OPTS='-Xmx512m -XX:+ExitOnOutOfMemoryError'
