import { createHash } from 'node:crypto'
import { AppError } from '../errors.ts'

/** Whether a route's resource has a version that If-Match can name, and whether a caller must name it. */
export type Versioned = 'optional' | 'required'

/**
 * Refuses an If-Match that this route cannot honour, before anything runs: 428 where it is demanded and
 * missing, 412 where the resource has no version that it could name.
 */
export function checkIfMatch(request: Request, versioned: Versioned | undefined): void {
  const ifMatch = request.headers.get('if-match')
  if (ifMatch === null && versioned === 'required') {
    throw new AppError(
      'precondition_required',
      'Send If-Match with the ETag of the version that you changed, so that nobody else\u2019s change is lost.',
    )
  }
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (ifMatch !== null && ifMatch.trim() !== '*' && !versioned && !isRead) throw otherVersion()
}

/**
 * Adds the ETag of what was read or changed, and answers 304 or 412 to reads where the caller's headers say so.
 * A version counts what people change, and not what happens beside it, such as uses and runs: the ETag of a
 * resource is its version, which If-Match names, and the hash of the answer.
 */
export async function conditional(request: Request, response: Response, data: unknown): Promise<Response> {
  const version = versionOf(data)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (response.status >= 300 || (!isRead && version === undefined)) return response
  if (!response.headers.has('ETag')) response.headers.set('ETag', await etagOf(response, version))
  if (!isRead) return response
  const etag = response.headers.get('ETag')!
  const ifMatch = request.headers.get('if-match')
  if (ifMatch !== null && !matches(ifMatch, etag) && !matches(ifMatch, `"${version}"`)) throw otherVersion()
  const known = request.headers.get('if-none-match')
  if (known === null || !matches(known.replaceAll('W/', ''), etag)) return response
  await response.body?.cancel()
  const headers = new Headers(response.headers)
  headers.delete('Content-Type')
  return new Response(null, { status: 304, headers })
}

export function matches(header: string, etag: string): boolean {
  const given = header.split(',').map((one) => one.trim())
  return given.includes('*') || given.includes(etag)
}

export function otherVersion(): AppError {
  return new AppError(
    'precondition_failed',
    'This was changed since you read it, or If-Match names no version of it. Read it again, then repeat your change.',
  )
}

function versionOf(data: unknown): number | undefined {
  const version = (data as { version?: unknown } | null)?.version
  return typeof version === 'number' ? version : undefined
}

async function etagOf(response: Response, version: number | undefined): Promise<string> {
  const text = await response.clone().text()
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 27)
  return version === undefined ? `"${hash}"` : `"${version}-${hash}"`
}
