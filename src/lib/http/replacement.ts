import type { ServerResponse } from 'node:http'

export interface Replacement {
  status: number
  headers: Record<string, string>
  body: string
}

type End = (chunk?: unknown, encoding?: unknown, done?: unknown) => ServerResponse

/**
 * Sends another answer where the one on its way has a status that `choose` wants replaced. It is asked before
 * the first byte leaves; what Next writes after that is dropped.
 */
export function replaceAnswer(
  response: ServerResponse,
  kept: readonly string[],
  choose: (status: number) => Replacement | undefined,
): void {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse
  const write = response.write.bind(response) as (...given: unknown[]) => boolean
  const end = response.end.bind(response) as End
  let replaced = false

  function replace(chosen: Replacement): void {
    replaced = true
    for (const name of response.getHeaderNames()) {
      if (!kept.includes(name.toLowerCase())) response.removeHeader(name)
    }
    const body = Buffer.from(chosen.body)
    writeHead(chosen.status, { ...chosen.headers, 'Content-Length': body.byteLength })
    end(body)
  }

  /** Whether the answer was replaced, now or before. */
  function isReplaced(status = response.statusCode): boolean {
    if (replaced || response.headersSent) return replaced
    const chosen = choose(status)
    if (chosen) replace(chosen)
    return replaced
  }

  response.writeHead = ((status: number, ...rest: unknown[]) =>
    isReplaced(status) ? response : writeHead(status, ...rest)) as ServerResponse['writeHead']
  response.write = ((...given: unknown[]) => {
    if (!isReplaced()) return write(...given)
    callLast(given)
    return true
  }) as ServerResponse['write']
  response.end = ((...given: [unknown?, unknown?, unknown?]) => {
    if (!isReplaced()) return end(...given)
    callLast(given)
    return response
  }) as ServerResponse['end']
}

function callLast(given: unknown[]): void {
  const done = given.at(-1)
  if (typeof done === 'function') process.nextTick(done)
}
