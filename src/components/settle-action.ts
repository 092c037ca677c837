import type { Answer } from '#src/lib/http/action.ts'

/** An action's answer, also when none came: the connection is lost, or a new version was installed meanwhile. */
export function settleAction<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  return call.catch(() => ({ ok: false, problem: { code: 'unavailable', message, errors: [] } }))
}

const message =
  'We lost the connection. Reload the page and check whether your change was saved before you try again.'
