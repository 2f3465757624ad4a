/** Made from schema/operations/ by `npm run schema`. Do not edit. */
/* eslint-disable */
/** What a client sends instead of an operation's text, by the operation's name. */
export const DOCUMENT_IDS: Readonly<Record<string, string>> = {
  AuditEvents: "sha256:bbbcad86bbb3f86b97a2614754bc6ae8334582f2b4c5de60ad538a97c7573ba4",
  AuditEvent: "sha256:e6f57eb8569e1f578e218d8d0f699ee03c4649e0f6776e7ad4c749d99890791f",
  SearchCatalogue: "sha256:19e4150bd04a7491421d525f4088a6e75330c92564662659bdf1fc72cf3b39b7",
  Indicators: "sha256:19def6e7cc2429d5a397f65f6687bd925ae8b3b62bd1916d09a896a69b1f88df",
  OrganizationTree: "sha256:99f4a78bf0c86aa724dbdf39d222b17125680440ee448a593ff003f414463854",
  Figures: "sha256:b796f2733b17a3ab01614dd37bc1e627cdc20a0e6172d3cf53c5722b737eb555",
  FigureGrid: "sha256:eacac5560831ccac2daced5c4c985806ec365ce3e73d9e359ed674fcf6401ed9",
  FigureProgress: "sha256:bb9027147c59f7aff2d059e851645a30a877d83a8cef75fee112299ff9f2243b",
  FigureHistory: "sha256:b20236f29633ccbfc48cdd8ac736c36870da9cc352648c1f6a2261d3863565e4",
  FigureOrigin: "sha256:5e3a2a1ff5a9659cfbc2240aa2ccc61182fb499bdf2456e8dc69de571e80da5d",
  WriteFigures: "sha256:9303b69c59ab3c857f1cba2e1cc49e5fddcbdcbf5f70bedd65f00430ff7e2eb7",
  HubInfo: "sha256:e9af6a8a6fe6139b0ad5fa0c9ca13c659a7e3b6b4ae97c4cf54f066a5e84cb87",
  Imports: "sha256:fd59751f68b3410d6e2c4be2b0602dc830c0e099b49c3b9e89d7aa42c1d1d056",
  Import: "sha256:5baf48354c2397595c8a7d76521975255c574c245c541973179ba29f1ef63db9",
  ImportRows: "sha256:d9d49563e7a5fc57c101e1f906b103a9968b1cb53d079afd45fccd8721b2cd99",
  StageSelection: "sha256:fbc0e3d55add32c05046cf491cb6e123a1f5ad1f8cd282c126a000b757533fac",
  SetImportMapping: "sha256:3553ac563045d2ee6a1ec35fbb6d466007e2869de9bcd0ca4bf5af0c285c731e",
  CommitImport: "sha256:0759da2d61df5a943c07bf4426fe3025f2adbb50f8b0ac22462435d9fbbbbc0b",
  DiscardImport: "sha256:6878f624b68b7b52ecfe1960350e68ddeb318c48df6c6a8ac586015a92db77bd",
  RegisterShapes: "sha256:de38c949fb2c222a611c3a0e90e9ffd035963bb533cf4d27ef5c94591cddccb5",
  RegisterSheet: "sha256:f97b8f939463ce5fec52359ecc0ef766af5a32067b17327ee5d699526d2acc87",
  RegisterGroups: "sha256:586d94782678c6b548911546194555fd1388e71aaaf8ff9f3bad1f7010bc0e26",
};
