interface Role {
  name: string
  bypasses: boolean
  owned: number
}

/**
 * Throws when the application would connect as a role that row-level security does not bind: a
 * superuser, one with BYPASSRLS, or the owner of tables.
 */
export async function refusePrivilegedRole(
  query: (text: string) => Promise<{ rows: Record<string, unknown>[] }>,
): Promise<void> {
  const { rows } = await query(`
    select rolname as name, rolsuper or rolbypassrls as bypasses,
      (select count(*)::int from pg_tables where tableowner = current_user) as owned
    from pg_roles where rolname = current_user`)
  const role = rows[0] as unknown as Role
  if (!role.bypasses && role.owned === 0) return
  throw new Error(
    `DATABASE_URL connects as "${role.name}", which ${role.bypasses ? 'bypasses row-level security' : 'owns tables'}. ` +
      'Use the login role that the migrate step makes for the application.',
  )
}
