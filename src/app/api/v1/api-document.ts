import { describeApi } from '#src/lib/http/openapi.ts'
import * as rows from './datasets/[key]/rows/route.ts'
import * as sums from './datasets/[key]/sums/route.ts'
import * as values from './datasets/[key]/values/route.ts'
import * as datasets from './datasets/route.ts'
import * as cancel from './exports/[id]/cancel/route.ts'
import * as download from './exports/[id]/download/route.ts'
import * as manifest from './exports/[id]/manifest/route.ts'
import * as retry from './exports/[id]/retry/route.ts'
import * as one from './exports/[id]/route.ts'
import * as verify from './exports/[id]/verify/route.ts'
import * as exports from './exports/route.ts'
import * as status from './exports/status/[id]/route.ts'
import * as types from './exports/types/route.ts'
import * as files from './files/[id]/[name]/route.ts'

/** Every route under /api/v1, by the path that clients know. */
const routes = {
  '/exports': exports,
  '/exports/types': types,
  '/exports/status/{id}': status,
  '/exports/{id}': one,
  '/exports/{id}/cancel': cancel,
  '/exports/{id}/retry': retry,
  '/exports/{id}/download': download,
  '/exports/{id}/manifest': manifest,
  '/exports/{id}/verify': verify,
  '/files/{id}/{name}': files,
  '/datasets': datasets,
  '/datasets/{key}/rows': rows,
  '/datasets/{key}/sums': sums,
  '/datasets/{key}/values': values,
}

/** The OpenAPI document, read from what the routes run. */
export function apiDocument(): Record<string, unknown> {
  return describeApi('Waybill', '/api/v1', routes)
}
