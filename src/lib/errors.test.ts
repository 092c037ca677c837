import { describe, expect, it } from 'vitest'
import {
  AppError,
  invalid,
  invalidRequest,
  isConnectionError,
  notFound,
  notOneOf,
  statusOf,
} from './errors.ts'
import { problem } from './http/problem.ts'

describe('a wrong request', () => {
  it('names its first wrong field in the sentence, and all of them in the details', () => {
    const error = invalidRequest([
      notOneOf('format', [{ key: 'csv' }, { key: 'json' }]),
      { path: '', code: 'custom', message: 'is odd' },
    ])
    expect(error.message).toBe('format: must be one of: csv, json')
    expect(error.details.errors).toHaveLength(2)
    expect(invalidRequest([{ path: '', code: 'custom', message: 'is odd' }]).message).toBe('request: is odd')
    expect(invalid('id', 'must be a UUID').details.errors).toEqual([
      { path: 'id', code: 'invalid_value', message: 'must be a UUID' },
    ])
  })
})

describe('a problem document', () => {
  it('carries the members of RFC 9457 and those of the envelope, under its own status', async () => {
    for (const [code, status] of Object.entries(statusOf)) {
      const response = problem(new AppError(code as keyof typeof statusOf, 'What to do.'), 'request-1')
      expect(response.status).toBe(status)
      expect(response.headers.get('Content-Type')).toBe('application/problem+json')
      expect(await response.json()).toEqual({
        ...{ type: 'about:blank', title: expect.any(String), status, detail: 'What to do.' },
        ...{ success: false, code, errors: [], request_id: 'request-1' },
      })
    }
  })

  it('says when to come back, which methods there are, and how to sign in', () => {
    const details = { retryAfterSeconds: 5, allow: ['GET', 'HEAD'] }
    const { headers } = problem(new AppError('unavailable', 'Later.', details), 'r')
    expect([headers.get('Retry-After'), headers.get('Allow')]).toEqual(['5', 'GET, HEAD'])
    expect(problem(new AppError('unauthenticated', 'Who?'), 'r').headers.get('WWW-Authenticate')).toBe(
      'Bearer',
    )
    expect(problem(notFound('export'), 'r').headers.has('Retry-After')).toBe(false)
  })
})

describe('a lost connection', () => {
  const withCode = (code: string) => Object.assign(new Error('x'), { code })

  it.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '53300', '08006', '08P01'])('is %s', (code) => {
    expect(isConnectionError(withCode(code))).toBe(true)
  })

  it.each(['23505', '42P01', '22P02', '57014', '40001', 'ENOENT'])('is not %s', (code) => {
    expect(isConnectionError(withCode(code))).toBe(false)
  })

  it('is found behind other errors, and by what pg says without a code', () => {
    const behind = new Error('failed query', { cause: new Error('x', { cause: withCode('ECONNREFUSED') }) })
    expect(isConnectionError(behind)).toBe(true)
    expect(isConnectionError(new Error('Connection terminated unexpectedly'))).toBe(true)
    expect(isConnectionError(new Error('timeout exceeded when trying to connect'))).toBe(true)
    // A statement after the loss: pg then only says that the client takes none.
    expect(isConnectionError(new Error('Client was closed and is not queryable'))).toBe(true)
    const lost = 'Client has encountered a connection error and is not queryable'
    expect(isConnectionError(new Error('Failed query: select 1', { cause: new Error(lost) }))).toBe(true)
    expect(isConnectionError('ECONNREFUSED')).toBe(false)
    expect(isConnectionError(undefined)).toBe(false)
  })
})
