import { request } from 'node:http'
import type { APIResponse } from '@playwright/test'

export interface RawAnswer {
  status: number
  headers: Record<string, string>
  text: string
}

/** One request as it stands: no client library tidies the path or refuses the method. */
export function raw(
  baseUrl: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Uint8Array,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(baseUrl)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          text,
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** As Playwright would have answered, for the same checks. */
export function asResponse({ status, headers, text }: RawAnswer): APIResponse {
  return {
    status: () => status,
    headers: () => headers,
    text: async () => text,
    json: async () => JSON.parse(text),
  } as unknown as APIResponse
}
