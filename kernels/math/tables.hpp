#pragma once

// Tables of the power function. Written by `fit.py tables`.

namespace sinter::detail {
namespace {

// -log(c) for c = (40 + row) / 64: a multiple of 2^-42, and the rest. Rows 3 to 45 are used.
inline constexpr double log_table[48][2] = {
    {0x1.e148a1a272000p-2, 0x1.b36537e3375b2p-44},
    {0x1.c7ff9c7455000p-2, 0x1.324911f56db29p-44},
    {0x1.af5295248d000p-2, -0x1.17cc552774458p-45},
    {0x1.973a343135000p-2, 0x1.ab73b16bf4984p-44},
    {0x1.7fafa3bd81000p-2, 0x1.46fb79bf6d4cbp-44},
    {0x1.68ac83e9c7000p-2, -0x1.7af966c548a30p-44},
    {0x1.522ae0738a000p-2, 0x1.ebe708164c759p-45},
    {0x1.3c25277333000p-2, 0x1.83b54b606bd5cp-46},
    {0x1.269621134e000p-2, -0x1.1b61f10522625p-44},
    {0x1.1178e8227e000p-2, 0x1.1ef78ce2d07f2p-44},
    {0x1.f991c6cb3c000p-3, -0x1.90d04cd7cc834p-44},
    {0x1.d1037f2656000p-3, -0x1.84a7e75b6f6e4p-47},
    {0x1.a93ed3c8ae000p-3, -0x1.8724350562169p-45},
    {0x1.823c16551a000p-3, 0x1.e0ddb9a631e83p-46},
    {0x1.5bf406b544000p-3, -0x1.27023eb68981cp-46},
    {0x1.365fcb015a000p-3, -0x1.fd3a0afb9691bp-44},
    {0x1.1178e8227e000p-3, 0x1.1ef78ce2d07f2p-45},
    {0x1.da72763844000p-4, 0x1.a89401fa71733p-46},
    {0x1.9335e5d594000p-4, 0x1.3115c3abd47dap-45},
    {0x1.4d3115d208000p-4, -0x1.53a2582f4e1efp-48},
    {0x1.08598b59e4000p-4, -0x1.7e5dd7009902cp-46},
    {0x1.894aa149f8000p-5, 0x1.9a19a8be97661p-44},
    {0x1.0415d89e78000p-5, -0x1.dddc7f461c516p-44},
    {0x1.0205658930000p-6, 0x1.611d27c8e8417p-44},
    {0x0.0p+0, 0x0.0p+0},
    {-0x1.fc0a8b0fc0000p-7, -0x1.f1e7cf6d3a69cp-50},
    {-0x1.f829b0e780000p-6, -0x1.980267c7e09e4p-45},
    {-0x1.77458f6330000p-5, 0x1.181dce586af09p-44},
    {-0x1.f0a30c0118000p-5, 0x1.d599e83368e91p-45},
    {-0x1.341d7961bc000p-4, -0x1.1d09299837610p-44},
    {-0x1.6f0d28ae58000p-4, 0x1.4b4641b664613p-44},
    {-0x1.a926d3a4ac000p-4, -0x1.563650bd22a9cp-44},
    {-0x1.e27076e2b0000p-4, 0x1.a342c2af0003cp-45},
    {-0x1.0d77e7cd08000p-3, -0x1.cb2cd2ee2f482p-44},
    {-0x1.29552f8200000p-3, 0x1.5b967f4471dfcp-44},
    {-0x1.44d2b6ccb8000p-3, 0x1.70cc16135783cp-46},
    {-0x1.5ff3070a7a000p-3, 0x1.8586f183bebf2p-44},
    {-0x1.7ab890210e000p-3, 0x1.bdb9072534a58p-45},
    {-0x1.9525a9cf46000p-3, 0x1.297137d9f158fp-44},
    {-0x1.af3c94e80c000p-3, 0x1.a4e633fcd9066p-52},
    {-0x1.c8ff7c79aa000p-3, 0x1.7794f689f8434p-45},
    {-0x1.e27076e2b0000p-3, 0x1.a342c2af0003cp-44},
    {-0x1.fb9186d5e4000p-3, 0x1.d572aab993c87p-47},
    {-0x1.0a324e2739000p-2, -0x1.c6bee7ef4030ep-47},
    {-0x1.1675cababa000p-2, -0x1.8380e731f55c4p-44},
    {-0x1.22941fbcf8000p-2, 0x1.a6976f5eb0963p-44},
    {-0x1.2e8e2bae12000p-2, 0x1.67b1e99b72bd8p-45},
    {-0x1.3a64c55694000p-2, -0x1.7a71cbcd735d0p-44},
};

// 2^(row / 16): the closest number, and the rest.
inline constexpr double exp_table[16][2] = {
    {0x1.0000000000000p+0, 0x0.0p+0},
    {0x1.0b5586cf9890fp+0, 0x1.8a62e4adc610bp-54},
    {0x1.172b83c7d517bp+0, -0x1.19041b9d78a76p-55},
    {0x1.2387a6e756238p+0, 0x1.9b07eb6c70573p-54},
    {0x1.306fe0a31b715p+0, 0x1.6f46ad23182e4p-55},
    {0x1.3dea64c123422p+0, 0x1.ada0911f09ebcp-55},
    {0x1.4bfdad5362a27p+0, 0x1.d4397afec42e2p-56},
    {0x1.5ab07dd485429p+0, 0x1.6324c054647adp-54},
    {0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54},
    {0x1.7a11473eb0187p+0, -0x1.41577ee04992fp-55},
    {0x1.8ace5422aa0dbp+0, 0x1.6e9f156864b27p-54},
    {0x1.9c49182a3f090p+0, 0x1.c7c46b071f2bep-56},
    {0x1.ae89f995ad3adp+0, 0x1.7a1cd345dcc81p-54},
    {0x1.c199bdd85529cp+0, 0x1.11065895048ddp-55},
    {0x1.d5818dcfba487p+0, 0x1.2ed02d75b3707p-55},
    {0x1.ea4afa2a490dap+0, -0x1.e9c23179c2893p-54},
};

}  // namespace
}  // namespace sinter::detail
