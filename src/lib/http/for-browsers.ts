import type { Handler } from './route.ts'

/**
 * A handler whose problems a person meets by following a link. A browser is sent to `page` with the code and
 * the id in the address; programs get the problem document as everywhere.
 */
export function forBrowsers(handler: Handler, page: string): Handler {
  const answer: Handler = async (request, segment) => {
    const response = await handler(request, segment)
    const type = response.headers.get('Content-Type') ?? ''
    if (!type.startsWith('application/problem+json') || !wantsPage(request)) return response
    const { code } = (await response.json()) as { code: string }
    const id = String((await segment.params)?.id ?? '')
    const headers = new Headers(response.headers)
    for (const name of ['Content-Type', 'Content-Length', 'WWW-Authenticate']) headers.delete(name)
    headers.set('Location', `${page}?${new URLSearchParams({ code, id })}`)
    return new Response(null, { status: 303, headers })
  }
  return Object.assign(answer, handler)
}

/** Programs that take anything say so with a star alone. */
function wantsPage({ method, headers }: Request): boolean {
  return method === 'GET' && /\btext\/html\b/.test(headers.get('Accept') ?? '')
}
