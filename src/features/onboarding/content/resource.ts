import { toHtml } from './markdown.ts'
import type { ContentRow } from './repository.ts'
import type { ContentResource } from './schema.ts'

export function toContent(row: ContentRow): ContentResource {
  return {
    id: row.id,
    kind: row.kind as ContentResource['kind'],
    title: row.title,
    body: row.body,
    body_html: toHtml(row.body),
    url: row.url,
    locale: row.locale,
    audience: row.audience as ContentResource['audience'],
    tags: row.tags,
    status: row.status as ContentResource['status'],
    is_shipped: row.shippedKey !== null,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}
