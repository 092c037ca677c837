import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** What the product is configured with. */
export const oidcClient = { id: 'waybill', secret: 'a secret of the provider' }

interface Login {
  email: string
  isVerified: boolean
  nonce: string
  challenge: string
  redirectUri: string
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keyId = 'of-the-tests'

/**
 * An OpenID provider that lets in whoever the address says: `as` is the email, `verified=no` one that the
 * provider has not checked. It holds the client to PKCE, its secret and its redirect address.
 */
export function startOidcProvider(port: number): Promise<Server> {
  const issuer = `http://127.0.0.1:${port}`
  const logins = new Map<string, Login>()
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/.well-known/openid-configuration') return json(response, describe(issuer))
    if (url.pathname === '/jwks') {
      const key = { ...publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'RS256', use: 'sig' }
      return json(response, { keys: [key] })
    }
    if (url.pathname === '/authorize') return authorize(url, logins, response)
    if (url.pathname === '/token') return json(response, ...(await redeem(request, logins, issuer)))
    json(response, { error: 'not_found' }, 404)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

function describe(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  }
}

function authorize({ searchParams }: URL, logins: Map<string, Login>, response: ServerResponse): void {
  const read = (name: string) => searchParams.get(name) ?? ''
  const code = randomUUID()
  logins.set(code, {
    email: read('as'),
    isVerified: read('verified') !== 'no',
    nonce: read('nonce'),
    challenge: read('code_challenge'),
    redirectUri: read('redirect_uri'),
  })
  const back = new URL(read('redirect_uri'))
  back.searchParams.set('code', code)
  back.searchParams.set('state', read('state'))
  response.writeHead(302, { Location: back.href }).end()
}

async function redeem(
  request: IncomingMessage,
  logins: Map<string, Login>,
  issuer: string,
): Promise<[body: object, status?: number]> {
  const form = new URLSearchParams(await textOf(request))
  const login = logins.get(form.get('code') ?? '')
  logins.delete(form.get('code') ?? '')
  const credentials = `Basic ${Buffer.from(`${oidcClient.id}:${encodeURIComponent(oidcClient.secret).replaceAll('%20', '+')}`).toString('base64')}`
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  const isRight =
    login !== undefined &&
    request.headers.authorization === credentials &&
    challenge === login.challenge &&
    form.get('redirect_uri') === login.redirectUri
  if (!isRight) return [{ error: 'invalid_grant' }, 400]
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: issuer,
    aud: oidcClient.id,
    sub: login.email,
    email: login.email,
    email_verified: login.isVerified,
    nonce: login.nonce,
    iat: now,
    exp: now + 60,
  }
  return [{ access_token: randomUUID(), token_type: 'Bearer', expires_in: 60, id_token: signed(claims) }]
}

function signed(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'RS256', kid: keyId, typ: 'JWT' })}.${part(claims)}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
