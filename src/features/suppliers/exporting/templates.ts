/** Ready-made choices of columns for a file of suppliers. */
export const exportTemplates = {
  basic: {
    label: 'Basic',
    description: 'Who they are: number, name, status, tier, category and country.',
    columns: ['supplier_no', 'name', 'status', 'tier', 'category', 'country'],
  },
  detailed: {
    label: 'Detailed',
    description: 'Every column that your role can read.',
    columns: [],
  },
  compliance: {
    label: 'Compliance',
    description: 'Tax ID, bank account and certificates, with the state of each supplier.',
    columns: ['supplier_no', 'name', 'status', 'country', 'tax_id', 'iban', 'certificates', 'updated_at'],
  },
} as const satisfies Record<string, { label: string; description: string; columns: readonly string[] }>

export type ExportTemplate = keyof typeof exportTemplates
export const exportTemplateKeys = Object.keys(exportTemplates) as [ExportTemplate, ...ExportTemplate[]]
