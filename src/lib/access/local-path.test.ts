import { beforeAll, describe, expect, it } from 'vitest'
import { localPath } from './local-path.ts'

beforeAll(() => {
  process.env.APP_URL = 'https://waybill.example'
  process.env.AUTH_SECRET = 'a secret of the tests, thirty-two characters or more'
  process.env.DATABASE_URL = 'postgresql://127.0.0.1/none'
})

describe('where a sign-in goes on to', () => {
  it.each([
    '/exports?type=sales&page=2',
    '/settings/api-keys',
    '/',
    '/exports/%2F%2Fevil.example',
    '/a?next=https://evil.example',
  ])('is %s itself', (wanted) => {
    expect(localPath(wanted)).toBe(wanted)
  })

  it('may be an address of APP_URL, which is kept as a path', () => {
    expect(localPath('https://waybill.example/exports?page=2')).toBe('/exports?page=2')
  })

  it.each([
    '//evil.example',
    '///evil.example',
    '/.//evil.example',
    '/..//evil.example/a?b',
    '/./..//evil.example',
    '/%2e//evil.example',
    '/%2E%2E//evil.example',
    '/a/..//evil.example',
    '\\\\evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' //evil.example',
    'https:evil.example',
    'https://waybill.example@evil.example/',
    'https://waybill.example.evil.example/',
    'http://waybill.example/',
    'https://waybill.example:444/',
    'https://evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'http://[',
    '%',
    '',
    '/sign-in?callbackUrl=/sign-in',
    '/sign-in',
    '/api/auth/signout',
    ['/a', '/b'],
    undefined,
  ])('is never %j', (wanted) => {
    const path = localPath(wanted)
    expect(new URL(path, 'https://waybill.example').host).toBe('waybill.example')
    expect(path).toMatch(/^\/(?![/\\])/)
    expect(path).toBe('/exports')
  })
})
