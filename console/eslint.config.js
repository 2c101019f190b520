import { readdirSync } from "node:fs";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const features = readdirSync("src/features", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

// Which way the doors open: app -> features -> components -> access -> api. Features never see each other. Between
// rooms everybody imports by "@/", inside a room by "./", so that a look at the path tells what comes from where.
const wholeIcons = { name: "@patternfly/react-icons", message: "Import each icon from its own file." };
const room = (files, closed, message) => ({
  files: [`src/${files}/**`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        paths: [wholeIcons],
        patterns: [
          { group: closed, message },
          { group: ["../*"], message: "Import from another folder by its full path, @/..." },
        ],
      },
    ],
  },
});
const oneWay = "This would open a door the wrong way: app -> features -> components -> access -> api.";
const rooms = [
  room("api", ["@/app/**", "@/features/**", "@/components/**", "@/access/**"], oneWay),
  room("access", ["@/app/**", "@/features/**", "@/components/**"], oneWay),
  room("components", ["@/app/**", "@/features/**"], oneWay),
  ...features.map((name) =>
    room(
      `features/${name}`,
      ["@/app/**", ...features.filter((other) => other !== name).map((other) => `@/features/${other}/**`)],
      "A feature does not import another feature, nor the app: move what both need to api or components.",
    ),
  ),
];

export default defineConfig(
  globalIgnores(["dist", "test-results", "src/api/schema.gen.ts"]),
  tseslint.configs.recommendedTypeChecked,
  reactHooks.configs.flat.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "api/client.ts is the only place that fetches." },
      ],
      "no-restricted-imports": ["error", { paths: [wholeIcons] }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
    },
  },
  rooms,
  { files: ["src/api/client.ts"], rules: { "no-restricted-globals": "off" } },
  { files: ["**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
);
