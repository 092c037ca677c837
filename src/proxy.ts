import { type NextRequest, NextResponse } from 'next/server'
import { requestIdOf, requireOwnOrigin } from '#src/lib/access/request.ts'
import { env } from '#src/lib/env.ts'
import { AppError } from '#src/lib/errors.ts'
import { problem } from '#src/lib/http/problem.ts'

/** The headers that pages go out with. Who may do what is decided in the operations, not here. */
export function proxy(request: NextRequest): Response {
  try {
    return request.method === 'POST' ? action(request) : page(request)
  } catch (error) {
    if (error instanceof AppError) return refuse(request, error)
    throw error
  }
}

const pageHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
}

/**
 * A page takes a POST from its own forms alone. Next would compare the origin with Host or what a client says it
 * was; here it must be APP_URL's, and Next is told so.
 */
function action(request: NextRequest): NextResponse {
  if (!request.headers.has('next-action'))
    throw new AppError('method_not_allowed', 'A page takes GET and HEAD.', { allow: ['GET', 'HEAD'] })
  requireOwnOrigin(request.headers)
  const { origin, host } = new URL(env().APP_URL)
  return page(request, { origin, 'x-forwarded-host': host })
}

/** Next reads the nonce from the request's policy and puts it on the scripts that it writes. */
function page(request: NextRequest, changes: Record<string, string> = {}): NextResponse {
  const policy = contentPolicy(Buffer.from(crypto.randomUUID()).toString('base64'))
  const headers = new Headers(request.headers)
  for (const [name, value] of Object.entries(changes)) headers.set(name, value)
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  for (const [name, value] of Object.entries(pageHeaders)) response.headers.set(name, value)
  return response
}

function contentPolicy(nonce: string): string {
  // React's development build compiles with eval.
  const development = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${development}`,
    // Mantine sets sizes and colours as style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function refuse(request: NextRequest, error: AppError): Response {
  const requestId = requestIdOf(request.headers)
  const response = problem(error, requestId)
  response.headers.set('X-Request-Id', requestId)
  response.headers.set('Cache-Control', 'no-store')
  return response
}

/**
 * Built assets need neither guard nor policy. The API has no pages, its calls cost less without a stop here, and
 * Next would keep the body of an upload in memory and cut it off after 10 MB.
 */
export const config = {
  matcher: '/((?!_next/static|_next/image|icon.svg|color-scheme.js|api$|api/(?!docs$)).*)',
}
