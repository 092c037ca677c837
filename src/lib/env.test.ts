import { describe, expect, it } from 'vitest'
import { parseEnv } from './env.ts'

const enough = { DATABASE_URL: 'postgres://localhost/waybill', AUTH_SECRET: 'x'.repeat(32) }

describe('the environment', () => {
  it('needs a database and a secret, and has a default for everything else', () => {
    expect(parseEnv(enough)).toMatchObject({
      NODE_ENV: 'production',
      APP_URL: 'http://localhost:3000',
      RATE_LIMIT_MAX: 100,
      RATE_LIMIT_WINDOW_SECONDS: 900,
      TRUSTED_PROXIES: 0,
      EXPORT_RETENTION_DAYS: 7,
    })
  })

  it('names every problem in one message, without a value', () => {
    const wrong = {
      DATABASE_URL: 'mysql://root:hunter2@localhost/waybill',
      APP_URL: 'ftp://example.org',
      RATE_LIMIT_MAX: 'many',
      TRUSTED_PROXIES: '-1',
      LOG_LEVEL: 'loud',
    }
    expect(() => parseEnv(wrong)).toThrow(/^The environment is not complete:\n/)
    const message = messageOf(wrong)
    for (const name of [...Object.keys(wrong), 'AUTH_SECRET']) expect(message).toContain(`  ${name}: `)
    expect(message).toContain('AUTH_SECRET: is required')
    expect(message).not.toContain('hunter2')
  })

  it('takes an empty variable for an unset one', () => {
    expect(parseEnv({ ...enough, SMTP_URL: '', RATE_LIMIT_MAX: '' })).toMatchObject({ RATE_LIMIT_MAX: 100 })
    expect(messageOf({ ...enough, AUTH_SECRET: '' })).toContain('AUTH_SECRET: is required')
  })

  it.each<[Record<string, string>, string]>([
    [{ AUTH_OIDC_ISSUER: 'https://id.example', AUTH_OIDC_CLIENT_SECRET: 's' }, 'AUTH_OIDC_CLIENT_ID'],
    [{ AUTH_OIDC_CLIENT_ID: 'waybill' }, 'AUTH_OIDC_ISSUER'],
    [{ S3_ENDPOINT: 'https://s3.example' }, 'S3_BUCKET'],
    [{ S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'a' }, 'S3_SECRET_ACCESS_KEY'],
    [{ S3_BUCKET: 'files', S3_SECRET_ACCESS_KEY: 's' }, 'S3_ACCESS_KEY_ID'],
    [{ S3_BUCKET: 'files', S3_KMS_KEY_ID: 'k' }, 'S3_ENCRYPTION'],
    [{ S3_BUCKET: 'files', S3_KMS_KEY_ID: 'k', S3_ENCRYPTION: 'AES256' }, 'S3_ENCRYPTION'],
  ])('is not complete with %j alone: %s', (given, missing) => {
    expect(messageOf({ ...enough, ...given })).toMatch(new RegExp(`  ${missing}: .+ with \\w+`))
  })

  it('is complete with a bucket, its key and its encryption', () => {
    const access = { S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 's' }
    const encryption = { S3_ENCRYPTION: 'aws:kms', S3_KMS_KEY_ID: 'k' }
    expect(messageOf({ ...enough, S3_BUCKET: 'files', ...access, ...encryption })).toBe('')
  })

  it('reads numbers', () => {
    const read = parseEnv({ ...enough, HEARTBEAT_SECONDS: '0.5', WORKER_CONCURRENCY: '8' })
    expect([read.HEARTBEAT_SECONDS, read.WORKER_CONCURRENCY]).toEqual([0.5, 8])
    expect(messageOf({ ...enough, WORKER_CONCURRENCY: '1.5' })).toContain('WORKER_CONCURRENCY')
    expect(messageOf({ ...enough, HEARTBEAT_SECONDS: '0' })).toContain('HEARTBEAT_SECONDS')
  })
})

function messageOf(variables: Record<string, string>): string {
  try {
    parseEnv(variables)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
