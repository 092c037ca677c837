import { AppError, invalid } from '../errors.ts'
import { SpooledFile } from './spooled-file.ts'

const maxBytes = 1024 * 1024
const maxDepth = 32

/**
 * What the operation is to validate: the path's parameters with the query of a reading request, or with the JSON
 * body of any other. Nothing here is trusted, and nothing is taken from two places.
 */
export async function readInput(
  request: Request,
  params: Record<string, string | string[]>,
  takesBody = /^(POST|PUT|PATCH)$/.test(request.method),
): Promise<Record<string, unknown>> {
  const query = readQuery(request.url)
  for (const key of Object.keys(query)) if (Object.hasOwn(params, key)) throw givenTwice(key)
  if (!takesBody) return { ...query, ...params }
  for (const key of Object.keys(query)) {
    throw invalid(key, 'is read from the body of this request; leave it out of the address')
  }
  const body = await readBody(request)
  for (const key of Object.keys(body)) if (Object.hasOwn(params, key)) throw givenTwice(key)
  return { ...body, ...params }
}

/** The path's parameters and the query, with the body as `file`. */
export async function readFileInput(
  request: Request,
  params: Record<string, string | string[]>,
  maxBytes: number,
): Promise<Record<string, unknown> & { file: SpooledFile }> {
  const query = readQuery(request.url)
  for (const key of Object.keys(query)) if (Object.hasOwn(params, key)) throw givenTwice(key)
  return { ...query, ...params, file: await SpooledFile.from(request, maxBytes) }
}

function givenTwice(key: string): AppError {
  return invalid(key, 'is given twice: it is a part of the path already')
}

function readQuery(url: string): Record<string, string> {
  const text = url.split('#')[0]!.split('?').slice(1).join('?')
  const query: Record<string, string> = {}
  for (const pair of text.split('&').filter(Boolean)) {
    const [rawKey = '', ...rest] = pair.split('=')
    const key = decode(rawKey, rawKey)
    if (Object.hasOwn(query, key)) throw invalid(key, 'is given more than once')
    if (key === '__proto__') throw invalid(key, 'unknown key', 'unrecognized_keys')
    query[key] = decode(rest.join('='), key)
  }
  return query
}

function decode(text: string, path: string): string {
  try {
    const decoded = decodeURIComponent(text.replaceAll('+', ' '))
    if (decoded.includes('\0')) throw invalid(path, 'contains a NUL character')
    return decoded
  } catch (error) {
    if (error instanceof AppError) throw error
    throw invalid(path, 'is not valid percent-encoding')
  }
}

async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request)
  if (text.trim() === '') return {}
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    throw new AppError('unsupported_media_type', 'Send the body as application/json.')
  }
  const body = parseJson(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new AppError('invalid_request', 'The body must be a JSON object.')
  }
  refuseTricks(body, [], 1)
  return body as Record<string, unknown>
}

/** The body of a request, unless it is larger than bodies may be. */
export async function readBytes(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new AppError('payload_too_large', 'The body is larger than 1 MB.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function readText(request: Request): Promise<string> {
  const bytes = await readBytes(request)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('invalid_request', 'The body is not valid UTF-8.')
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid_request', 'The body is not valid JSON.')
  }
}

/** What no honest client sends and what later layers would stumble over. */
function refuseTricks(value: unknown, path: string[], depth: number): void {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw invalid(path.join('.'), 'contains a NUL character')
    if (!value.isWellFormed()) throw invalid(path.join('.'), 'contains half of a surrogate pair')
  }
  if (typeof value !== 'object' || value === null) return
  if (depth > maxDepth) throw invalid(path.join('.'), `is nested deeper than ${maxDepth} levels`)
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__' || key.includes('\0')) throw invalid([...path, key].join('.'), 'unknown key')
    refuseTricks(member, [...path, key], depth + 1)
  }
}
