import { beforeAll, describe, expect, it } from 'vitest'
import type { AppError } from '#src/lib/errors.ts'
import { type Grant, readLink, signLink } from './signed-link.ts'

const now = Math.floor(Date.now() / 1000)
const grant: Grant = {
  exportId: '01980000-0000-7000-8000-000000000001',
  fileName: 'Größe 100% "x" #1?&.csv',
  userId: '01980000-0000-7000-8000-000000000002',
  apiKeyId: '01980000-0000-7000-8000-000000000003',
  expires: now + 600,
}

beforeAll(() => {
  process.env.DATABASE_URL ??= 'postgres://localhost/none'
  process.env.AUTH_SECRET ??= 'a secret of the tests, thirty-two characters or more'
})

function read(link: string, change: (url: URL) => void = () => {}): Grant {
  const url = new URL(link)
  change(url)
  const [id, name] = url.pathname.split('/').slice(-2)
  return readLink(id!, decodeURIComponent(name!), url.searchParams)
}

function refusal(link: string, change: (url: URL) => void = () => {}): string {
  try {
    read(link, change)
    return 'taken'
  } catch (error) {
    return (error as AppError).code
  }
}

function append(url: URL, name: string, text: string): void {
  url.searchParams.set(name, url.searchParams.get(name) + text)
}

/** 32 bytes need 43 characters, whose last one has two bits to spare. */
function alterLast(url: URL): void {
  const signature = url.searchParams.get('signature')!
  const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(signature.at(-1)!)
  const other = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[last ^ 1]
  url.searchParams.set('signature', signature.slice(0, -1) + other)
}

function renamed(url: URL, from: string, to: string): void {
  url.pathname = url.pathname.replace(from, to)
}

describe('a download link', () => {
  it('reads back as the grant it was made for', () => {
    expect(read(signLink(grant))).toEqual(grant)
    const { apiKeyId: _, ...ofUser } = grant
    expect(read(signLink(ofUser))).toEqual({ ...ofUser, apiKeyId: undefined })
  })

  it.each([
    ['another export', (url: URL) => renamed(url, '0001/', '0009/')],
    ['another file', (url: URL) => renamed(url, '.csv', '.json')],
    ['another user', (url: URL) => url.searchParams.set('user', '01980000-0000-7000-8000-000000000009')],
    ['another key', (url: URL) => url.searchParams.set('key', '01980000-0000-7000-8000-000000000009')],
    ['no key', (url: URL) => url.searchParams.delete('key')],
    ['a later end', (url: URL) => url.searchParams.set('expires', String(now + 9000))],
    ['no end', (url: URL) => url.searchParams.delete('expires')],
    ['an endless end', (url: URL) => url.searchParams.set('expires', 'Infinity')],
    ['another signature', (url: URL) => url.searchParams.set('signature', 'A'.repeat(43))],
    ['a short signature', (url: URL) => url.searchParams.set('signature', 'AAAA')],
    ['unused bits of the signature', (url: URL) => alterLast(url)],
    ['a signature with padding', (url: URL) => append(url, 'signature', '=')],
    [
      'the same end in hexadecimal',
      (url: URL) => url.searchParams.set('expires', `0x${(now + 600).toString(16)}`),
    ],
    ['the same end with a zero in front', (url: URL) => url.searchParams.set('expires', `0${now + 600}`)],
    ['the same end with a space', (url: URL) => append(url, 'expires', ' ')],
    ['a second user', (url: URL) => url.searchParams.append('user', grant.userId ?? '')],
    ['a parameter more', (url: URL) => url.searchParams.set('x', '1')],
    ['another order', (url: URL) => url.searchParams.sort()],
    ['no signature', (url: URL) => url.searchParams.delete('signature')],
  ])('altered to %s is refused', (_, change) => {
    expect(refusal(signLink(grant), change)).toBe('forbidden')
  })

  it('is gone when its time is over, and an altered one is refused even then', () => {
    const late = signLink({ ...grant, expires: now - 1 })
    expect(refusal(late)).toBe('gone')
    expect(refusal(late, (url) => url.searchParams.set('expires', String(now - 2)))).toBe('forbidden')
  })
})
