import * as z from 'zod'
import { invalid } from '#src/lib/errors.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { countDownloads, findDownloads } from './repository.ts'
import { downloadResource, listDownloadsInput } from './schema.ts'

export const listDownloads = definePage({
  name: 'exports.downloads.list',
  summary: 'Who downloaded which file, when and from where, and whether all of it was sent; newest first.',
  permission: 'exports.downloads.read',
  input: listDownloadsInput,
  item: downloadResource,
  async run({ context, tx, input }) {
    const { limit, cursor } = input
    const filter = {
      search: input.search || undefined,
      exportId: input.export_id,
      userId: input.user_id,
      from: input.date_from,
      to: input.date_to,
      timeZone: context.principal.timeZone,
      complete: input.complete === undefined ? undefined : input.complete === 'true',
    }
    const found = await findDownloads(
      tx,
      filter,
      limit + 1,
      cursor === undefined ? undefined : decode(cursor),
    )
    const total = await countDownloads(tx, filter)
    const items = found.slice(0, limit)
    const last = items.at(-1)
    const hasMore = found.length > limit
    return {
      items: items.map(({ log, user, exportName }) => ({
        id: log.id,
        export_id: log.exportId,
        export_name: exportName,
        file_name: log.fileName,
        user: user && {
          id: user.id,
          first_name: user.firstName,
          last_name: user.lastName,
          email: user.email,
        },
        guest_email: log.guestEmail,
        ip_address: log.ipAddress,
        user_agent: log.userAgent,
        downloaded_at: log.downloadedAt.toISOString(),
        bytes_sent: log.bytesSent,
        complete: log.complete,
      })),
      pagination: {
        ...{ page: 1, limit, total, pages: Math.ceil(total / limit), has_more: hasMore },
        next_cursor: hasMore && last ? encode(last.sortValue, last.log.id) : null,
      },
    }
  },
})

const cursorContent = z.tuple([z.string().regex(/^\d{1,17}$/), z.uuid()])

function encode(at: string, id: string): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url')
}

function decode(cursor: string): { at: string; id: string } {
  try {
    const [at, id] = cursorContent.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { at, id }
  } catch {
    // Told below: what is wrong with a cursor is always that it is not ours.
  }
  throw invalid('cursor', 'must be a next_cursor of this list')
}
