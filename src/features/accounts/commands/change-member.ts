import { AppError, invalid, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import type { Role } from '#src/lib/permissions.ts'
import { lastOfItsKind, requireOther, requireRightOver, toMember } from '../members/member.ts'
import { type Changes, lockAdmins, lockMember, updateMember } from '../members/repository.ts'
import { changeMemberInput, memberResource } from '../record/schema.ts'

export const changeMember = defineCommand({
  name: 'members.change',
  summary:
    'Change a member’s role, or disable or enable their account. It takes effect with their next request.',
  permission: 'members.manage',
  input: changeMemberInput,
  output: memberResource,
  async run({ context: { principal }, tx, input, audit }) {
    const admins = await lockAdmins(tx)
    const member = await lockMember(tx, input.id)
    if (!member) throw notFound('member')
    const { role = member.role as Role, disabled = member.disabledAt !== null } = input
    if (input.role === undefined && input.disabled === undefined)
      throw invalid('role', 'is required unless disabled is given')
    requireRightOver(principal, member.role as Role, role)
    if (role !== member.role) requireOther(principal, member.id, 'change your own role')
    if (disabled) requireOther(principal, member.id, 'disable your own account')
    const others = admins.filter(({ id }) => id !== member.id).map((admin) => admin.role as Role)
    const loss = lastOfItsKind(member, disabled ? undefined : role, others)
    if (loss) throw new AppError('conflict', loss)

    const changes: Changes = {}
    const entry = { subjectType: 'user', subjectId: member.id }
    if (role !== member.role) {
      changes.role = role
      await audit({ ...entry, action: 'user.role_changed', details: { from: member.role, to: role } })
    }
    if (disabled !== (member.disabledAt !== null)) {
      changes.disabledAt = disabled ? new Date() : null
      await audit({ ...entry, action: disabled ? 'user.disabled' : 'user.enabled' })
    }
    if (Object.keys(changes).length === 0)
      throw new AppError('conflict', 'Nothing to change: the account already has this role and status.')
    return toMember(await updateMember(tx, member.id, changes))
  },
})
