import { describe, expect, it } from 'vitest'
import { forBrowsers } from './for-browsers.ts'

const gone = async () =>
  new Response('{"code":"gone"}', { status: 410, headers: { 'Content-Type': 'application/problem+json' } })
const segment = { params: Promise.resolve({ id: '7' }) }

function ask(accept: string, handler = forBrowsers(gone, '/download-problem')) {
  return handler(new Request('http://localhost/x', { headers: { Accept: accept } }), segment)
}

describe('a problem behind a link', () => {
  it('is a page for a browser', async () => {
    const response = await ask('text/html,application/xhtml+xml,*/*;q=0.8')
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      '/download-problem?code=gone&id=7',
    ])
  })

  it.each(['*/*', 'application/json', ''])(
    'is a problem document for a program that accepts “%s”',
    async (accept) => {
      expect((await ask(accept)).status).toBe(410)
    },
  )

  it('changes no other answer', async () => {
    const file = async () => new Response('bytes', { headers: { 'Content-Type': 'text/csv' } })
    expect(await (await ask('text/html', forBrowsers(file, '/x'))).text()).toBe('bytes')
  })
})
