import type { ApiKeyResource } from '../../record/schema.ts'

export function isLive({ revoked_at, expires_at }: ApiKeyResource, now: number): boolean {
  return revoked_at === null && (expires_at === null || Date.parse(expires_at) > now)
}

const noticeMs = 14 * 24 * 3600 * 1000

/** Whether a key that works now stops within two weeks. */
export function expiresSoon({ expires_at }: ApiKeyResource, now: number): boolean {
  return expires_at !== null && Date.parse(expires_at) - now < noticeMs
}

export const accessInWords: Record<ApiKeyResource['access'], string> = {
  everything: 'Everything its owner can do',
  read_only: 'Read and download only',
}
