import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { answerHealth, answerLive, answerMetrics, answerReady } from '#src/features/system/health/answers.ts'
import { env } from '#src/lib/env.ts'
import { AppError } from '#src/lib/errors.ts'
import { problem } from '#src/lib/http/problem.ts'
import { toAppError } from '#src/lib/http/to-app-error.ts'
import { log } from '#src/lib/log.ts'

const answers: Record<string, (headers: Headers) => Response | Promise<Response>> = {
  '/api/health': answerHealth,
  '/api/health/live': answerLive,
  '/api/health/ready': answerReady,
  '/api/metrics': answerMetrics,
}

/** The web process's health endpoints for this worker, where WORKER_HEALTH_PORT names a port. */
export async function serveHealth(): Promise<Server | undefined> {
  const { WORKER_HEALTH_PORT: port, WORKER_HEALTH_HOST: host } = env()
  if (port === undefined) return undefined
  const server = createServer(async ({ url = '', method, headers }, response) => {
    const answer = await answerTo(method, url, headers.authorization)
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
  })
  // A second worker on the machine finds the port taken, and works without being watched.
  server.on('error', (error) => log.error({ err: error, port }, 'the health of this worker is not served'))
  const settled = once(server, 'listening')
  server.listen(port, host)
  await settled.catch(() => {})
  return server
}

async function answerTo(method: string | undefined, url: string, authorization = ''): Promise<Response> {
  const answer = answers[url.split('?')[0]!]
  try {
    if (!answer) throw new AppError('not_found', `A worker answers only ${Object.keys(answers).join(', ')}.`)
    if (method !== 'GET' && method !== 'HEAD')
      throw new AppError('method_not_allowed', 'This address accepts only GET, HEAD.', {
        allow: ['GET', 'HEAD'],
      })
    return await answer(new Headers({ authorization }))
  } catch (error) {
    return problem(toAppError(error, 'health'), 'health')
  }
}
