import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { replaceAnswer } from './replacement.ts'

let close = () => {}
afterEach(() => close())

/** What a client gets when `write` writes the answer and statuses of 500 are replaced. */
async function answerOf(write: (response: ServerResponse) => void): Promise<[number, string, Headers]> {
  const server = createServer((_, response) => {
    response.setHeader('X-Request-Id', 'kept')
    replaceAnswer(response, ['x-request-id'], (status) =>
      status === 500
        ? { status: 400, headers: { 'Content-Type': 'text/plain' }, body: 'instead' }
        : undefined,
    )
    write(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => server.close()
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return [response.status, await response.text(), response.headers]
}

const ways: [string, (response: ServerResponse, status: number) => void][] = [
  ['ends at once', (response, status) => Object.assign(response, { statusCode: status }).end('as it was')],
  ['writes its head first', (response, status) => response.writeHead(status).end('as it was')],
  [
    'writes in pieces',
    (response, status) => {
      response.statusCode = status
      response.setHeader('Content-Encoding', 'identity')
      response.write('as ')
      response.write('it ', () => response.end('was', () => {}))
    },
  ],
]

describe.each(ways)('an answer that %s', (_, write) => {
  it('is replaced where its status is one to be replaced', async () => {
    const [status, body, headers] = await answerOf((response) => write(response, 500))
    expect([status, body]).toEqual([400, 'instead'])
    expect(headers.get('x-request-id')).toBe('kept')
    expect(headers.get('content-encoding')).toBeNull()
  })

  it('goes out as it is otherwise', async () => {
    const [status, body] = await answerOf((response) => write(response, 200))
    expect([status, body]).toEqual([200, 'as it was'])
  })
})
