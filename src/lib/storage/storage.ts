import { resolve } from 'node:path'
import { type Env, env } from '../env.ts'
import { LocalStorage } from './local.ts'
import type { Storage } from './port.ts'
import { S3Storage } from './s3.ts'

let opened: Storage | undefined

/** The storage that the environment names: a bucket where there is one, else a folder. */
export function getStorage(): Storage {
  opened ??= env().S3_BUCKET ? new S3Storage(bucketOf(env())) : new LocalStorage(resolve(env().STORAGE_DIR))
  return opened
}

function bucketOf(variables: Env) {
  return {
    bucket: variables.S3_BUCKET ?? '',
    region: variables.S3_REGION,
    endpoint: variables.S3_ENDPOINT,
    accessKeyId: variables.S3_ACCESS_KEY_ID,
    secretAccessKey: variables.S3_SECRET_ACCESS_KEY,
    forcePathStyle: variables.S3_FORCE_PATH_STYLE,
    prefix: variables.S3_PREFIX,
    encryption: variables.S3_ENCRYPTION,
    kmsKeyId: variables.S3_KMS_KEY_ID,
  }
}
