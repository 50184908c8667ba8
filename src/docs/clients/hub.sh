#!/usr/bin/env bash
# 向履约枢纽报送文件、查询结果的参考客户端。需要 bash、curl、openssl（1.1.1 以上）。
# Reference client: posts a file to the hub and reads what became of it. Needs bash, curl, openssl (1.1.1 or later).
#
#   export HUB_URL=https://hub.example.gov.cn HUB_KEY=<key id> HUB_SECRET=<secret> HUB_ALGORITHM=HMAC-SM3
#   hub.sh post credit-site one.json             报送，立即应答 / post, answered at once
#   hub.sh post credit-site one.json '?wait=30'  报送并等待结果 / post and wait for the outcome
#   hub.sh get /api/v1/messages/42/records       查询 / read
#
# 退出码 0 仅表示成功（2xx）。重发时重新运行即可：每次运行都用新的时间和随机数签名，同日相同正文是同一报文。
# Exit code 0 only for success (2xx). To repeat, run it again: every run signs a new time and nonce, and the same body on the
# same day is the same message.
set -euo pipefail

usage() {
  echo "hub.sh post <feed> <file> [?query] | hub.sh get </path?query>" >&2
  exit 2
}

for setting in HUB_URL HUB_KEY HUB_SECRET; do
  [ -n "${!setting:-}" ] || { echo "请设置环境变量 $setting / set the environment variable $setting" >&2; exit 2; }
done
case "${HUB_ALGORITHM:-HMAC-SM3}" in
  HMAC-SM3) digest=-sm3 ;;
  HMAC-SHA256) digest=-sha256 ;;
  *) echo "HUB_ALGORITHM: HMAC-SM3 | HMAC-SHA256" >&2; exit 2 ;;
esac

call() { # method, path?query, body file
  local timestamp nonce body signature
  timestamp=$(date +%s%3N)
  nonce=$(openssl rand -hex 16)
  body=$(openssl dgst -sm3 -r < "$3" | cut -d' ' -f1) # 正文总用 SM3 / the body's digest is always SM3
  # 五行，以 LF 相连，末尾无换行 / five lines joined by LF, none at the end
  signature=$(printf '%s\n%s\n%s\n%s\n%s' "$1" "$2" "$timestamp" "$nonce" "$body" |
    openssl dgst "$digest" -mac HMAC -macopt "key:$HUB_SECRET" -r | cut -d' ' -f1)
  local data=()
  [ "$1" = POST ] && data=(-H 'Content-Type: application/octet-stream' -H 'Expect:' -T "$3")
  curl --silent --show-error --fail-with-body --path-as-is -X "$1" "${data[@]}" \
    -H "X-Hub-Key: $HUB_KEY" -H "X-Hub-Timestamp: $timestamp" -H "X-Hub-Nonce: $nonce" \
    -H "X-Hub-Signature: $signature" "${HUB_URL%/}$2"
}

case "${1:-}" in
  post)
    [ $# -ge 3 ] || usage
    [ -r "$3" ] || { echo "读不到文件 $3 / cannot read the file $3" >&2; exit 1; }
    call POST "/api/v1/feeds/$2/messages${4:-}" "$3"
    ;;
  get)
    [ $# -ge 2 ] || usage
    call GET "$2" /dev/null
    ;;
  *) usage ;;
esac
