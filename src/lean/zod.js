// What the Worker's bundle takes for `zod` (wrangler.toml, [alias]): zod/v4/classic/external.js without its messages in
// fifty languages, of which we use none. Another library extends zod as one object, so no bundler can tell that they are
// not used, and they would be 60 KB of the 400 that we allow. Tests in Node and workerd use the whole of it.
import * as z from './zod.js'

export * from '../../node_modules/zod/v4/classic/checks.js'
export * as coerce from '../../node_modules/zod/v4/classic/coerce.js'
export * from '../../node_modules/zod/v4/classic/errors.js'
export * as iso from '../../node_modules/zod/v4/classic/iso.js'
export * from '../../node_modules/zod/v4/classic/parse.js'
export * from '../../node_modules/zod/v4/classic/schemas.js'
export { NEVER, config, globalRegistry, registry } from '../../node_modules/zod/v4/core/index.js'
export { z, z as default }
