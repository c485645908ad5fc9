#!/bin/sh
# Installs a real n8n from npm into a folder of its own (about 2.4 GB, 10 minutes), starts it on loopback, and runs the contract
# suite against it. Opt-in: not part of the test suite. Needs npm, a C++ compiler, make, python3 and curl.
#   scripts/real-n8n.sh              checks the recorded answers and the shipped workflow templates
#   scripts/real-n8n.sh write        records the answers anew (automation/n8n/contract/cases.json)
# N8N_HOME (default ~/.cache/voiceops-n8n) keeps the installation; N8N_PORT (default 25678) and the next port are used.
set -eu
root=$(cd "$(dirname -- "$0")/.." && pwd)
home=${N8N_HOME:-$HOME/.cache/voiceops-n8n}
port=${N8N_PORT:-25678}
mkdir -p "$home/node" "$home/n8n"

bin() { find "$home/node/node_modules" -type f -name node -path '*bin/node' 2>/dev/null | head -n 1; }
if [ -z "$(bin)" ]; then
  (cd "$home/node" && echo '{"private":true}' > package.json && npm install node@24.21.0 --no-audit --no-fund)
fi
node=$(bin)
PATH=$(dirname "$node"):$PATH
export PATH npm_config_nodedir="$(dirname "$(dirname "$node")")"

if [ ! -f "$home/n8n/node_modules/n8n/bin/n8n" ] || [ ! -f "$home/n8n/built" ]; then
  # 2.41.1: newer ones name packages that the registry does not serve; cssomnom is one of them. Install scripts would roll all back.
  echo '{"private":true,"dependencies":{"n8n":"2.41.1"},"overrides":{"cssomnom":"npm:cssom@0.5.0"}}' > "$home/n8n/package.json"
  (cd "$home/n8n" && npm install --ignore-scripts --omit=optional --legacy-peer-deps --no-audit --no-fund && npm rebuild sqlite3)
  touch "$home/n8n/built"
fi

data=$(mktemp -d)
export N8N_USER_FOLDER="$data" N8N_LISTEN_ADDRESS=127.0.0.1 N8N_HOST=127.0.0.1 N8N_PORT="$port" \
  N8N_RUNNERS_BROKER_LISTEN_ADDRESS=127.0.0.1 N8N_RUNNERS_BROKER_PORT=$((port + 1)) WEBHOOK_URL="http://127.0.0.1:$port/" \
  N8N_ENCRYPTION_KEY=contract-test-key DB_TYPE=sqlite NODE_ENV=production NODE_OPTIONS=--max-old-space-size=400 \
  N8N_EXPRESSION_ENGINE=legacy N8N_SECURE_COOKIE=false N8N_LOG_LEVEL=warn \
  N8N_DIAGNOSTICS_ENABLED=false N8N_DIAGNOSTICS_CONFIG_FRONTEND= N8N_DIAGNOSTICS_CONFIG_BACKEND= \
  N8N_VERSION_NOTIFICATIONS_ENABLED=false N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED=false N8N_DYNAMIC_BANNERS_ENABLED=false \
  N8N_HIRING_BANNER_ENABLED=false N8N_PERSONALIZATION_ENABLED=false N8N_TEMPLATES_ENABLED=false \
  N8N_COMMUNITY_PACKAGES_ENABLED=false N8N_LICENSE_AUTO_RENEW_ENABLED=false \
  N8N_DISABLED_MODULES=insights,external-secrets,community-packages,data-table,mcp,provisioning,breaking-changes,source-control,dynamic-credentials,chat-hub,sso-oidc,sso-saml,log-streaming,ldap,quick-connect,workflow-builder,favorites,redaction,otel,token-exchange,instance-version-history,n8n-packages,runtime-credentials,mcp-registry,workflow-reviews,instance-ai,agents \
  N8N_INSTANCE_OWNER_MANAGED_BY_ENV=true N8N_INSTANCE_OWNER_EMAIL=owner@example.com N8N_INSTANCE_OWNER_FIRST_NAME=Con \
  N8N_INSTANCE_OWNER_LAST_NAME=Tract
N8N_INSTANCE_OWNER_PASSWORD_HASH=$(cd "$home/n8n" && "$node" -e "console.log(require('bcryptjs').hashSync('Contract-Suite-1', 10))")
export N8N_INSTANCE_OWNER_PASSWORD_HASH
(cd "$home/n8n" && exec "$node" node_modules/n8n/bin/n8n start > "$data/n8n.log" 2>&1) &
n8n=$!
trap 'kill $n8n 2>/dev/null; wait $n8n 2>/dev/null || true; rm -rf "$data"' EXIT INT TERM

url=http://127.0.0.1:$port
tries=0
until curl -sf "$url/healthz/readiness" > /dev/null; do
  kill -0 $n8n 2>/dev/null || { cat "$data/n8n.log"; echo "n8n did not start" >&2; exit 1; }
  tries=$((tries + 1)); [ $tries -lt 300 ] || { echo "n8n was not ready in 5 minutes" >&2; exit 1; }
  sleep 1
done
curl -sf -c "$data/cookies" -H 'Content-Type: application/json' "$url/rest/login" \
  -d '{"emailOrLdapLoginId":"owner@example.com","password":"Contract-Suite-1"}' > /dev/null
scopes='"workflow:create","workflow:read","workflow:list","workflow:update","workflow:delete","workflow:activate","workflow:deactivate","execution:list","execution:read","credential:create","credential:list","credential:delete"'
VOICEOPS_N8N_API_KEY=$(curl -sf -b "$data/cookies" -H 'Content-Type: application/json' "$url/rest/api-keys" \
  -d "{\"label\":\"contract\",\"expiresAt\":null,\"scopes\":[$scopes]}" | sed 's/.*"rawApiKey":"\([^"]*\)".*/\1/')
export VOICEOPS_N8N_API_KEY VOICEOPS_N8N_URL="$url"
unset NODE_OPTIONS
cd "$root"
mvn -q -pl apps/agent-connector -am test -Dtest=N8nContractTest -Dsurefire.failIfNoSpecifiedTests=false \
  -DargLine="-Dn8n.contract=${1:-check}"
