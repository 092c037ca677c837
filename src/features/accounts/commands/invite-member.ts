import { newInvitation } from '#src/lib/access/invitations.ts'
import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireRightOver, toMember } from '../members/member.ts'
import { insertMember } from '../members/repository.ts'
import { mailInvitation } from '../members/service.ts'
import { inviteMemberInput, memberResource } from '../record/schema.ts'

export const inviteMember = defineCommand({
  name: 'members.invite',
  summary: 'Invite someone by email. It has a one-time link for choosing a password, valid for three days.',
  permission: 'members.manage',
  input: inviteMemberInput,
  output: memberResource,
  async run({ context, tx, input, audit }) {
    requireRightOver(context.principal, input.role)
    const invitation = newInvitation()
    const row = await insertMember(tx, {
      tenantId: context.principal.tenantId,
      email: input.email,
      firstName: input.first_name,
      lastName: input.last_name,
      role: input.role,
      passwordHash: '',
      invitationHash: invitation.hash,
      invitationExpiresAt: invitation.expiresAt,
    })
    if (!row) {
      throw new AppError(
        'conflict',
        'This email address already has an account. Find it under Members, or use another address.',
      )
    }
    await mailInvitation(tx, context, row, invitation)
    await audit({
      action: 'user.invited',
      subjectType: 'user',
      subjectId: row.id,
      details: { email: row.email, role: row.role },
    })
    return toMember(row)
  },
})
