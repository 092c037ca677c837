import { type NextRequest, NextResponse } from 'next/server'

/**
 * What stock Next answers with a 5xx: undecodable paths and methods that no handler can have. This
 * guards the shape of a request only; who may do what is decided in the operations.
 */
export function proxy(request: NextRequest): NextResponse {
  if (!isDecodable(new URL(request.url).pathname))
    return refuse(400, 'invalid_request', 'The address is not valid.')
  if (unusable.has(request.method))
    return refuse(405, 'method_not_allowed', `${request.method} is not offered.`)
  return NextResponse.next()
}

const unusable = new Set(['TRACE', 'CONNECT', 'TRACK'])

function isDecodable(pathname: string): boolean {
  try {
    return !decodeURIComponent(pathname).includes('\0')
  } catch {
    return false
  }
}

function refuse(status: number, code: string, detail: string): NextResponse {
  const body = { type: 'about:blank', title: detail, status, detail, success: false, code, errors: [] }
  return new NextResponse(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  })
}
