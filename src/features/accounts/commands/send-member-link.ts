import * as z from 'zod'
import { newInvitation } from '#src/lib/access/invitations.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import type { Role } from '#src/lib/permissions.ts'
import { requireRightOver, toMember } from '../members/member.ts'
import { lockMember, updateMember } from '../members/repository.ts'
import { mailInvitation } from '../members/service.ts'
import { memberResource } from '../record/schema.ts'

export const sendMemberLink = defineCommand({
  name: 'members.send_link',
  summary:
    'Send someone a new one-time link for choosing a password, after a lost invitation or a forgotten password.',
  permission: 'members.manage',
  input: z.strictObject({ id: z.uuid('must be a UUID') }),
  output: memberResource,
  async run({ context, tx, input, audit }) {
    const member = await lockMember(tx, input.id)
    if (!member) throw notFound('member')
    requireRightOver(context.principal, member.role as Role)
    if (member.disabledAt) throw new AppError('conflict', 'This account is disabled. Enable it first.')
    const invitation = newInvitation()
    const row = await updateMember(tx, member.id, {
      invitationHash: invitation.hash,
      invitationExpiresAt: invitation.expiresAt,
    })
    await mailInvitation(tx, context, row, invitation)
    await audit({
      action: 'user.link_sent',
      subjectType: 'user',
      subjectId: row.id,
      details: { email: row.email },
    })
    return toMember(row)
  },
})
