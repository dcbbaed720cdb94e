#!/bin/sh
# Measures the Git store over the system's own `git http-backend`, which nginx and fcgiwrap serve on the loopback
# interface. Installs both with apt-get if they are missing. Arguments go to the benchmarks: --git or --templates, --quick.
set -eu

jar=$(dirname "$0")/../target/benchmarks.jar
if ! [ -f "$jar" ]; then
    echo "$jar was not found; run: mvn -B -Pquick package" >&2
    exit 1
fi
if ! command -v nginx > /dev/null || ! [ -x "$(command -v fcgiwrap || echo /usr/sbin/fcgiwrap)" ]; then
    sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo apt-get update -q
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends nginx-light fcgiwrap
fi

work=$(mktemp -d)
fcgiwrap_pid=
nginx_pid=
stop() {
    for pid in $nginx_pid $fcgiwrap_pid; do
        kill -- "-$pid" 2> /dev/null || true
    done
    rm -rf "$work"
}
trap stop EXIT INT TERM

port=${PORT:-8418}
mkdir "$work/repositories" "$work/temporary"
# In separate process groups, so that their children end with them.
setsid "$(command -v fcgiwrap || echo /usr/sbin/fcgiwrap)" -c 4 -s "unix:$work/fcgiwrap.socket" &
fcgiwrap_pid=$!

user=
[ "$(id -u)" != 0 ] || user="user $(id -un);"
cat > "$work/nginx.conf" << END
daemon off;
worker_processes 2;
pid $work/nginx.pid;
error_log $work/error.log;
$user
events {}
http {
    access_log off;
    client_max_body_size 0;
    client_body_temp_path $work/temporary/body;
    fastcgi_temp_path $work/temporary/fastcgi;
    proxy_temp_path $work/temporary/proxy;
    uwsgi_temp_path $work/temporary/uwsgi;
    scgi_temp_path $work/temporary/scgi;
    server {
        listen 127.0.0.1:$port;
        location / {
            fastcgi_pass unix:$work/fcgiwrap.socket;
            fastcgi_param SCRIPT_FILENAME $(git --exec-path)/git-http-backend;
            fastcgi_param GIT_PROJECT_ROOT $work/repositories;
            fastcgi_param GIT_HTTP_EXPORT_ALL 1;
            fastcgi_param HTTP_CONTENT_ENCODING \$http_content_encoding;
            fastcgi_param PATH_INFO \$uri;
            fastcgi_param QUERY_STRING \$query_string;
            fastcgi_param REQUEST_METHOD \$request_method;
            fastcgi_param CONTENT_TYPE \$content_type;
            fastcgi_param CONTENT_LENGTH \$content_length;
            fastcgi_param REMOTE_ADDR \$remote_addr;
        }
    }
}
END
setsid nginx -c "$work/nginx.conf" -e "$work/error.log" &
nginx_pid=$!

attempts=0
until [ -S "$work/fcgiwrap.socket" ] && [ -s "$work/nginx.pid" ]; do
    attempts=$((attempts + 1))
    if [ $attempts -gt 50 ]; then
        cat "$work/error.log" >&2
        exit 1
    fi
    sleep 0.1
done

java -jar "$jar" "--git-root=$work/repositories" "--git-url=http://localhost:$port/" "$@"
