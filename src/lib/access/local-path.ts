import { env } from '../env.ts'

const home = '/exports'

/**
 * A path of this site to go on to; whatever could lead elsewhere becomes the exports page. Parsed twice, as the
 * browser will parse the result again: `/.//evil.example` is a path of ours whose own path begins with `//`.
 */
export function localPath(wanted: string | string[] | undefined): string {
  if (typeof wanted !== 'string') return home
  const path = pathHere(wanted)
  if (path === undefined || pathHere(path) !== path) return home
  return /^\/(sign-in|invitation|guest|api)(\/|\?|$)/.test(path) ? home : path
}

function pathHere(address: string): string | undefined {
  const { origin } = new URL(env().APP_URL)
  if (!address.startsWith('/') && !address.startsWith(`${origin}/`)) return undefined
  if (!URL.canParse(address, origin)) return undefined
  const url = new URL(address, origin)
  return url.origin === origin ? `${url.pathname}${url.search}` : undefined
}
