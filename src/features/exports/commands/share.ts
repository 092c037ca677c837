import { AppError, invalidRequest } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { currentRules } from '../governance/record/service.ts'
import { queueSharedMails } from '../notices/service.ts'
import { findFileColumns } from '../proofs/repository.ts'
import { nameOf } from '../record/about-file.ts'
import { getFinished, getOwn } from '../record/access.ts'
import { lockExport, moveExport, viewerOf } from '../record/repository.ts'
import { toResource } from '../record/resource.ts'
import { exportResource, shareInput, unshareInput } from '../record/schema.ts'
import { findMembersById } from '../sharing/repository.ts'
import { refusalOf, sharedContents } from '../sharing/service.ts'

/** So many people can have one export. */
const maxRecipients = 100

export const shareExport = defineCommand({
  name: 'exports.share',
  summary: 'Share a finished export with members of the company; each of them gets an email.',
  permission: 'exports.update',
  input: shareInput,
  output: exportResource,
  async run({ context, tx, input, audit }) {
    await getOwn(tx, context, input.id)
    await lockExport(tx, input.id)
    await getOwn(tx, context, input.id)
    const { row, creator } = await getFinished(tx, context, input.id)
    const file = { exportType: row.exportType, columns: await findFileColumns(tx, row.id) }
    const contents = await sharedContents(tx, file)
    const members = new Map((await findMembersById(tx, input.recipients)).map((one) => [one.id, one]))
    const rules = await currentRules(tx)
    const problems = input.recipients.flatMap((id, index) => {
      const found = members.get(id)
      const refusal = found
        ? refusalOf(found.email, found, contents, rules)
        : 'is not a member of the company'
      const message = `${found?.email ?? id} ${refusal}`
      return refusal ? [{ path: `recipients.${index}`, code: 'not_a_reader', message }] : []
    })
    if (problems.length > 0) throw invalidRequest(problems)
    const addresses = [...members.values()].map(({ email }) => email.toLowerCase())
    const added = addresses.filter((address) => !row.recipients.includes(address))
    const recipients = [...row.recipients, ...added]
    if (recipients.length > maxRecipients) {
      throw new AppError('invalid_request', `One export can be shared with at most ${maxRecipients} people.`)
    }
    const shared = await moveExport(tx, row.id, ['completed'], { recipients })
    if (!shared) throw new Error('a locked row changed')
    await queueSharedMails(tx, shared, nameOf(context.principal), added)
    await audit({
      action: 'export.shared',
      subjectType: 'export',
      subjectId: row.id,
      details: { recipients: added },
    })
    return toResource({ row: shared, creator }, viewerOf(context.principal))
  },
})

export const unshareExport = defineCommand({
  name: 'exports.unshare',
  summary: 'Stop sharing a finished export with people; they keep what they have downloaded.',
  permission: 'exports.update',
  input: unshareInput,
  output: exportResource,
  async run({ context, tx, input, audit }) {
    await getOwn(tx, context, input.id)
    await lockExport(tx, input.id)
    const { row, creator } = await getOwn(tx, context, input.id)
    const given = input.recipients.map((one) => one.toLowerCase())
    const members = await findMembersById(
      tx,
      given.filter((one) => !one.includes('@')),
    )
    const named = [...members.map(({ email }) => email.toLowerCase()), ...given]
    const removed = row.recipients.filter((address) => named.includes(address))
    const recipients = row.recipients.filter((address) => !removed.includes(address))
    const changed = await moveExport(tx, row.id, ['completed', 'failed', 'cancelled'], { recipients })
    if (!changed) throw new AppError('conflict', `This export is ${row.status}. Wait until it has ended.`)
    await audit({
      action: 'export.unshared',
      subjectType: 'export',
      subjectId: row.id,
      details: { recipients: removed },
    })
    return toResource({ row: changed, creator }, viewerOf(context.principal))
  },
})
