'use strict'

// A browser that is signed in to this host tries routes as itself: what changes something carries its session's CSRF token.
const SAFE = ['GET', 'HEAD', 'OPTIONS']
let csrf

async function csrfToken() {
  if (csrf === undefined) {
    const me = await fetch('/auth/me', { credentials: 'same-origin' })
    csrf = me.ok ? (await me.json()).csrf_token ?? null : null
  }
  return csrf
}

SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  tagsSorter: 'alpha',
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  syntaxHighlight: { activated: false },
  requestInterceptor: async request => {
    const method = (request.method ?? 'GET').toUpperCase()
    if (request.loadSpec || SAFE.includes(method) || request.headers.Authorization) return request
    const token = await csrfToken()
    if (token) request.headers['X-CSRF-Token'] = token
    return request
  },
})
