import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '../access/auth.ts'
import { localPath } from '../access/local-path.ts'
import { Busy } from '../access/passwords/hashing.ts'
import { requestIdOf, requireOwnOrigin } from '../access/request.ts'
import { Blocked } from '../access/throttle.ts'
import { env } from '../env.ts'
import { AppError, statusOf } from '../errors.ts'
import { rawRoute } from './route.ts'
import { toAppError } from './to-app-error.ts'

const longestForm = 64 * 1024
const steps = new Set(['providers', 'session', 'csrf', 'signin', 'signout', 'callback', 'error'])

/** next-auth inside our own envelope: what it cannot answer is a problem document like any other. */
export const authRoute = rawRoute('auth', async (request, params) => {
  const segments = [params.nextauth ?? []].flat()
  if (!steps.has(segments[0] ?? '') || segments.length > 2)
    throw new AppError('not_found', 'There is no such address.')
  if (request.method === 'POST') requireOwnOrigin(request.headers)
  const readableRequest = await readable(request as NextRequest)
  let refusal: unknown
  const options = authOptions(request.headers, (error) => {
    refusal = error
  })
  const segment = { params: Promise.resolve({ nextauth: segments }) }
  const answered: Response = await NextAuth(readableRequest, segment, options)
  const response = refusal === undefined ? answered : refused(answered, refusal, request.headers)
  if (refusal === undefined && (response.status >= 500 || (response.status >= 400 && !isJson(response))))
    throw unanswerable(response.status)
  for (const [name, value] of Object.entries(pageHeaders)) response.headers.set(name, value)
  return response
})

const pageHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; form-action 'self'",
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
}

/** next-auth fails on an address or a body that it cannot read, so they are read first. */
async function readable(request: NextRequest): Promise<NextRequest> {
  const url = new URL(request.url)
  const wanted = url.searchParams.get('callbackUrl')
  if (wanted !== null) url.searchParams.set('callbackUrl', new URL(localPath(wanted), env().APP_URL).href)
  // next-auth copies it into a Location header.
  const error = url.searchParams.get('error')
  if (error !== null && !/^\w{1,40}$/.test(error)) url.searchParams.delete('error')
  if (request.method !== 'POST') return new NextRequest(url, { headers: request.headers })
  const body = await request.text()
  if (body.length > longestForm) throw new AppError('payload_too_large', 'The form is larger than 64 kB.')
  if (request.headers.get('content-type')?.includes('application/json') && !isJsonObject(body)) {
    throw new AppError('invalid_request', 'The body is not a JSON object.')
  }
  return new NextRequest(url, { method: 'POST', headers: request.headers, body })
}

/** next-auth tells every failure as a 401 with a text; ours have a status and say how long to wait. */
function refused(answered: Response, refusal: unknown, headers: Headers): Response {
  const error = toAppError(refusal, requestIdOf(headers))
  const seconds = error.details.retryAfterSeconds
  // The browser's side of next-auth hands on nothing but this parameter.
  const url = new URL('/sign-in', env().APP_URL)
  url.searchParams.set(
    'error',
    error instanceof Blocked ? `blocked ${error.until.toISOString()}` : wordFor(error),
  )
  const response = Response.json({ url: url.href }, { status: statusOf[error.code] })
  for (const cookie of answered.headers.getSetCookie()) response.headers.append('Set-Cookie', cookie)
  if (seconds !== undefined) response.headers.set('Retry-After', String(seconds))
  return response
}

/** Too many at once is no outage, and the page says so. */
function wordFor(error: AppError): string {
  return error instanceof Busy ? 'busy' : error.code
}

function unanswerable(status: number): AppError {
  if (status < 500) return new AppError('invalid_request', 'This address does not accept this request.')
  return new AppError('unavailable', 'Sign-in is not available right now. Try again in a few seconds.', {
    retryAfterSeconds: 5,
  })
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('application/json') === true
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
