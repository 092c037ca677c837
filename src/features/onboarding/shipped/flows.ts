import type { Role } from '#src/lib/permissions.ts'
import type { CompletionAction } from '../steps/completion-actions.ts'

export interface ShippedStep {
  key: string
  title: string
  /** Markdown. */
  body: string
  path: string
  actions: CompletionAction[]
  by?: 'company'
  after?: string[]
  roles?: Role[]
  isOptional?: true
}

export interface ShippedFlow {
  key: string
  name: string
  description: string
  audience: Role[]
  steps: ShippedStep[]
}

const admins: Role[] = ['super_admin', 'admin']
const managers: Role[] = [...admins, 'manager']

/** The flows that every company has from the start, in the order in which they come. */
export const shippedFlows: readonly ShippedFlow[] = [
  {
    key: 'secure',
    name: 'Secure this installation',
    description: 'Three things to settle before anybody else works here.',
    audience: admins,
    steps: [
      {
        key: 'own-password',
        title: 'Choose your own password',
        body: 'The first password was chosen for you. Choose a long one that you use nowhere else.',
        path: '/settings/password',
        actions: ['user.password_changed', 'user.password_set'],
      },
      {
        key: 'second-person',
        title: 'Invite a colleague',
        body: 'Invite a **second admin**, so that somebody can still get in when you are away. They get a link that works once.',
        path: '/settings/members',
        actions: ['user.invited'],
        by: 'company',
      },
      {
        key: 'export-rules',
        title: 'Set the rules for exports',
        body: 'Decide how long files are kept, who may receive them, and which exports need an approval.',
        path: '/settings/governance',
        actions: ['governance.updated'],
        by: 'company',
        isOptional: true,
      },
    ],
  },
  {
    key: 'first-file',
    name: 'Get your first file',
    description: 'From rows to a file that you can prove, and then on a schedule.',
    audience: managers,
    steps: [
      {
        key: 'export',
        title: 'Create an export',
        body: 'Choose what to export and look at the **preview**: the first rows are shown exactly as the file will have them. Then create the export.',
        path: '/exports/new',
        actions: ['export.created'],
      },
      {
        key: 'download',
        title: 'Download the file',
        body: 'Open the export when it is ready and download its file. Every download is logged.',
        path: '/exports',
        actions: ['export.downloaded'],
        after: ['export'],
      },
      {
        key: 'prove',
        title: 'Verify the file',
        body: 'Open the export and press **Verify**: the stored file is read again and compared with its signed manifest.',
        path: '/exports',
        actions: ['export.verified'],
        after: ['export'],
      },
      {
        key: 'template',
        title: 'Save a template',
        body: 'Keep the columns, filters and format under a name, for yourself or for everybody.',
        path: '/exports/templates',
        actions: ['template.created'],
        after: ['export'],
        isOptional: true,
      },
      {
        key: 'schedule',
        title: 'Let it run by itself',
        body: 'A schedule makes the file every day, week or month, and tells its readers.',
        path: '/exports/schedules/new',
        actions: ['schedule.created'],
        after: ['export'],
        roles: admins,
        isOptional: true,
      },
    ],
  },
  {
    key: 'workspace',
    name: 'Set up your workspace',
    description: 'Your stock, your suppliers, and what they will cost.',
    audience: managers,
    steps: [
      {
        key: 'items',
        title: 'Add what you keep in stock',
        body: 'Add an item, or import a list from a spreadsheet: every row is checked before anything is stored.',
        path: '/inventory',
        actions: ['item.created', 'import.apply_requested'],
        by: 'company',
      },
      {
        key: 'supplier',
        title: 'Add a supplier',
        body: 'Whom do you buy from? Orders, prices and deliveries belong to a supplier.',
        path: '/suppliers/new',
        actions: ['supplier.created'],
        by: 'company',
      },
      {
        key: 'count',
        title: 'Count or adjust stock',
        body: 'Open an item and say how much there is. Each change is a movement that stays in the ledger.',
        path: '/inventory',
        actions: ['stock.counted', 'stock.adjusted'],
        by: 'company',
      },
      {
        key: 'forecast',
        title: 'Look ahead with a forecast',
        body: 'Forecast sales or stock by day, week or month, and see how sure it is.',
        path: '/insights/forecasts/new',
        actions: ['forecast.created'],
        by: 'company',
      },
      {
        key: 'budget',
        title: 'Set a budget',
        body: 'A budget limits what can be spent in a period; whatever goes beyond it is refused.',
        path: '/spend',
        actions: ['budget.set'],
        by: 'company',
        roles: admins,
      },
    ],
  },
  {
    key: 'come-back',
    name: 'Come back',
    description: 'What makes the next visit shorter.',
    audience: [],
    steps: [
      {
        key: 'fetch',
        title: 'Download a file',
        body: 'Your exports, and those that colleagues share with you, are in one list.',
        path: '/exports',
        actions: ['export.downloaded'],
      },
      {
        key: 'view',
        title: 'Save a view',
        body: 'Filter and sort a list the way you need it, then save it as a view under a name.',
        path: '/data',
        actions: ['view.saved'],
        roles: managers,
      },
      {
        key: 'share',
        title: 'Share an export',
        body: 'Name who should get it: they find it in their list and can be told by email.',
        path: '/exports',
        actions: ['export.shared'],
        roles: managers,
        isOptional: true,
      },
    ],
  },
]
